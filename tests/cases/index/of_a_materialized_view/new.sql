create unique index "Answers" on answers (answer);
