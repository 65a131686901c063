create operator family one using gist;
create operator family two using gist;
create operator class shapes for type box using gist family one as operator 3 &&;
