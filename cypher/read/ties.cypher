// The statements of some ties, with what counts of them.
UNWIND $ties AS tie
MATCH (s:Statement {tie: tie})
RETURN tie, s.article AS article, s.polarity AS polarity, s.modality AS modality, s.confidence AS confidence,
  s.date AS date, s.title AS title, s.status AS status
