alter sequence tickets owned by users.id;
