"""The multilingual encoder: names, the sentiment toward them, and a vector, of sentences in any language.

At run time it is `pieces` (text to pieces), `rows` (the pieces' embeddings, 4 bits a number, mapped from the disk), a
network in ONNX, and `decode` (labels of pieces to names). `training/` makes the files; `MODEL.md` says of what.
"""
