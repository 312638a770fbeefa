"""What is done to an article: one room a stage, the pipeline that ties them together, and the command line."""
