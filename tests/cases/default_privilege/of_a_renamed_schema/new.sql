alter schema app rename to shop;
