"""One ledger of sourced statements: records, schema, storage, queries and the chain of why."""
