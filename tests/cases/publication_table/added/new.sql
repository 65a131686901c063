alter publication picked add table users;
