comment on table users is E'People who can sign in\nand "others"';
