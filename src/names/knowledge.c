/* Finds words in the generated tables. */
#include "names/knowledge.h"

const struct knowledge_word *knowledge_find(str word)
{
	uint64_t hash = str_hash(word);
	uint32_t slot;

	for (uint32_t at = knowledge_slot(hash); (slot = knowledge_slots[at]) != 0; at = (at + 1) % KNOWLEDGE_SLOTS) {
		if ((slot ^ knowledge_tag(hash)) >> 16 != 0)
			continue;
		const struct knowledge_word *row = &knowledge_words[(slot & 0xFFFF) - 1];
		if (str_equal(knowledge_text(row->text), word))
			return row;
	}
	return NULL;
}
