//! Storage on both engines.
