revoke all on users from postgres;
