--- What the elements of HTML mean for the text in them.
local elements = {}

local function set(words)
  local members = {}
  for word in words:gmatch "%S+" do members[word] = true end
  return members
end

--- Elements that hold others, besides blocks.
elements.holders = set "audio button canvas math object svg td template th video"

--- Elements before and after which a block of text ends.
elements.blocks = set [[address article aside blockquote body caption center dd details dialog dir
  div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html legend li
  main menu nav ol option p pre section select summary table tbody tfoot thead tr ul]]

--- Holders that are no part of what a page says, wherever they stand.
elements.apart = set [[nav footer aside button select dialog template noscript svg math object
  menu]]

--- What an element's role, or a word of its class or id, says when it is no part of that.
elements.roles = set [[navigation banner contentinfo complementary search dialog menu menubar
  toolbar alert alertdialog]]
elements.words = set [[nav navbar navigation navigator menu breadcrumb breadcrumbs sidebar footer
  site-header masthead cookie cookies cookie-banner cookie-notice consent share sharing
  share-buttons social social-media related related-articles related-posts related-links
  recommended comments comment-list disqus_thread newsletter newsletter-signup subscribe
  promo advert advertisement ads ad-container ad-slot pagination pager skip-link sr-only
  visually-hidden screen-reader-text most-read most-popular trending tags tag-list]]

return elements
