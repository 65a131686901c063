comment on view answers is 'to everything';
