create server disk type 'ssd' version '1' foreign data wrapper files options (host 'db.example', password 'secret');
