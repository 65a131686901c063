create operator family near using gist;
