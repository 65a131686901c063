create operator family numbers using btree;
