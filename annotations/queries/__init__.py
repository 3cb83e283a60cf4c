"""Questions: one module per page or report, a flat number of queries, a frozen object as the answer."""
