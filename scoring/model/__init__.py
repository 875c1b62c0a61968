"""What is read: raw cells without meaning, and the forms, tables and statements made of them."""
