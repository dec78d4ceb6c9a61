//! Unified social credit codes (GB 32100).
