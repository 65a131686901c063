alter operator family near using gist add operator 15 <-> (point, point) for order by float_ops;
