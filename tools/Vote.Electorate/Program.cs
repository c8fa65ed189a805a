return 1; // replaced by the first command
