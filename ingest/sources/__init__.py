"""Where raw documents come from: files, folders, archives and the web, in one ordered stream."""
