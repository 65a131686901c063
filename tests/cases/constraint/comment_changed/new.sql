comment on constraint users_pkey on users is 'Given by the ledger';
