-- tokens.lua -- tokenizing beside the peers: English by style and kernel, a text that is mostly not
-- ASCII, one large document, memory. Bounds are ratios to libunistring's words on the same text.

local gloss = require "gloss"
local harness = require "bench.harness"
local texts = require "bench.texts"
local clock = os.clock

local PEER = "libunistring words"
local SIZES = { { "64 KB", 64 * 1024 }, { "1 MB", 1000000 } }
local KERNELS = { "scalar", "sse2", "avx2", "avx512", "neon" } -- from the reference to the fastest
local BOUNDS = { scalar = { 1.7 }, avx2 = { 7, 5 }, avx512 = { 7, 5 } } -- plain, with hashes
local NOT_ASCII = { 2.5, 2.5 }

-- Prints the rates of a tokenizer without and with hashes.
local function rates(what, tokenizer, pieces, peer, bounds)
  local function plain(doc) tokenizer:run(doc) end
  local function hashed(doc) tokenizer:run(doc):column "hash" end
  for i, case in ipairs { { "", plain }, { ", hashes", hashed } } do
    local rate, whole = harness.rates(pieces, case[2])
    harness.compare(what .. case[1], rate, whole, peer, bounds[i])
  end
end

-- Every kernel that the processor runs.
local function english(text, peer)
  print "-- English"
  for _, name in ipairs(KERNELS) do
    local there = pcall(gloss.tokenizer, { simd = name })
    for _, style in ipairs(there and { "ud", "uax29" } or {}) do
      local tokenizer = gloss.tokenizer { style = style, simd = name }
      for _, size in ipairs(SIZES) do
        rates(("%s, %s, %s"):format(name, size[1], style), tokenizer,
          texts.pieces(text, size[2]), peer, BOUNDS[name] or {})
      end
    end
  end
end

local function not_ascii()
  local text = texts.mixed(8000000, 0.74)
  if not text then return print "-- not ASCII: skipped, there is no Russian and Greek text" end
  print(("-- Russian and Greek, %.1f %% of the bytes not ASCII"):format(texts.share(text) * 100))
  local peer = harness.peers(text)[PEER]
  for _, case in ipairs { { "ud, language ru", { language = "ru" } }, { "ud", {} },
                          { "uax29", { style = "uax29" } } } do
    local tokenizer = gloss.tokenizer(case[2])
    for _, size in ipairs(SIZES) do
      rates(("%s, %s"):format(size[1], case[1]), tokenizer, texts.pieces(text, size[2]), peer,
        NOT_ASCII)
    end
  end
end

-- What the process holds in memory, in bytes; nil where the system does not say.
local function resident()
  local file = io.open("/proc/self/status", "rb")
  local kilobytes = file and file:read("a"):match "VmRSS:%s*(%d+)"
  if file then file:close() end
  return kilobytes and tonumber(kilobytes) * 1024
end

local WIDTH = { u8 = 1, u16 = 2, u64 = 8 }

-- Prints the bytes a token of a layer's columns, with its two of offsets, and of the process.
local function memory(what, tokens, before, bound)
  local bytes = 8
  for _, name in ipairs(tokens.columns) do
    bytes = bytes + (WIDTH[tokens:column(name).type] or 4)
  end
  local grown = before and ("%.1f"):format((resident() - before) / #tokens) or "?"
  print(("%-36s %7.0f bytes a token (bound %d %s), %s of the process"):format(what, bytes, bound,
    harness.verdict(bytes <= bound), grown))
end

-- Tokenizes one document that comes fresh: no block of the pool is of any use to it.
local function large(peer)
  local text = texts.english(59000000)
  local tokenizer = gloss.tokenizer()
  local doc = gloss.doc(text)
  print(("-- one fresh document of %.0f MB"):format(#text / 1e6))
  local before, from = resident(), clock()
  local tokens = tokenizer:run(doc)
  harness.compare("ud", #text / (clock() - from) / 1e6, nil, peer)
  memory("columns", tokens, before, 24)
  from = clock()
  local _ = tokens:column "hash"
  harness.compare("hashes alone", #text / (clock() - from) / 1e6, nil, peer)
  memory("with hashes", tokens, before, 24)
  for i, name in ipairs { "form", "folded" } do
    _ = tokens:column(name)
    memory("with " .. name, tokens, before, 24 + 4 * i)
  end
  doc:close()
end

local text = texts.english(8000000)
local peer = harness.peers(text)[PEER]
large(peer) -- first: the pool is empty
english(text, peer)
not_ascii()
