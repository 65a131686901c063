comment on index users_name is 'for the address book';
