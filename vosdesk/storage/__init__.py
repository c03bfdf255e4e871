"""The database: tables, engines, units of work, repositories. SQLite and PostgreSQL from one set of models."""
