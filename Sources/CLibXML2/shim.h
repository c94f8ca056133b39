#include <libxml/xmlversion.h>

// Some builds of libxml2 convert encodings through ICU, and their headers then bring in the
// system's ICU. Foundation brings its own; a file that sees both does not compile. Nothing of what
// is used here depends on ICU: it appears only in a structure of libxml2's own converters.
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/xmlreader.h>
