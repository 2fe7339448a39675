/* Finds words in the generated tables. */
#include "names/knowledge.h"

const struct knowledge_word *knowledge_find(str word)
{
	uint32_t mask = knowledge_size - 1;

	for (uint32_t at = knowledge_hash(word) & mask; knowledge_words[at].text; at = (at + 1) & mask)
		if (str_equal(knowledge_text(knowledge_words[at].text), word))
			return &knowledge_words[at];
	return NULL;
}
