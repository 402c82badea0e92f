std = "lua54"
max_line_length = 100
unused_args = false
files["tests/spec"] = { std = "+busted" }
files["scripts/meta"] = { ignore = { ".*" } }
exclude_files = { "build", "tests/golden/traps" }
