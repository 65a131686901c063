alter sequence tickets set unlogged;
