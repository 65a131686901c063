create access method other type index handler bthandler;
