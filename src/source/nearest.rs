//! What a quotation that does not stand in its source may have been meant for.
