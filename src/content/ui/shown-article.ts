import { fieldsOf } from '#content/article-fields.ts';
import type { KeptDraft } from '#content/kept-draft.ts';
import type { KeptHere } from '#content/ui/draft-keeper.ts';
import type { EditedArticle, EditorTrouble } from '#content/ui/edited-article.ts';
import { typedBody } from '#content/ui/typed-body.ts';

interface Sources {
	article: EditedArticle | null;
	trouble: EditorTrouble | null;
	/** What the server kept, where the person goes on with it. */
	kept: KeptDraft | null;
	/** What this browser kept, where the person goes on with it. */
	here: KeptHere | null;
}

/** What the form of an article shows. */
export interface ShownArticle {
	fields: Record<string, string>;
	body: unknown;
	/** Null: of a new one. */
	version: number | null;
	/** The text for an editor without scripts. */
	markdown: string;
}

/** What the form shows: what this browser kept, what was refused, what the server kept, or the article as it is saved. */
export function shownArticle({ article, trouble, kept, here }: Sources): ShownArticle {
	const markdown = trouble?.values['body_markdown'] ?? (kept ? kept.markdown : here ? '' : article?.markdown) ?? '';
	if (here) return { fields: here.fields, body: here.body, version: here.version, markdown };
	if (trouble) {
		const { values, conflict } = trouble;
		const version = conflict?.version ?? Number(values['version']);
		return { fields: values, body: typedBody(values['body']), version, markdown };
	}
	if (kept) return { fields: kept.fields, body: kept.body, version: kept.version, markdown };
	return {
		fields: article ? fieldsOf(article) : {},
		body: article?.body ?? null,
		version: article?.version ?? null,
		markdown,
	};
}
