print("usage: proof-benchmark PART …")
