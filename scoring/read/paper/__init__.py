"""Papers: Word documents and PDF files, their tables and the paragraphs between them."""
