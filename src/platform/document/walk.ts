import { DocumentProblem } from './document-problem.ts';
import { nodeTable, type DocumentLimits, type NodeName, type Profile } from './schema.ts';

/** What was counted so far of a document that is being read. */
export interface Walk {
	profile: Profile;
	limits: DocumentLimits;
	nodes: number;
	characters: number;
	/** A table of contents was met: one is enough. */
	contents: boolean;
}

/** A part that the format does not know, and where it stands. */
export const invalid = (path: string, reason: string): DocumentProblem =>
	new DocumentProblem('document.invalid', { path, reason });

/** An own property, so that nothing inherited or planted on a prototype is ever read. */
export const own = (source: object, key: string): unknown =>
	Object.hasOwn(source, key) ? (source as Record<string, unknown>)[key] : undefined;

/** Judges one node by its name and its place in the limits. Throws DocumentProblem. */
export function readNode(value: unknown, walk: Walk, depth: number, path: string): { type: NodeName; source: object } {
	const { limits } = walk;
	if (depth > limits.depth) throw new DocumentProblem('document.too-deep', { measure: 'depth', limit: limits.depth });
	countNodes(walk, 1);
	if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(path, 'shape');
	const type = own(value, 'type');
	if (typeof type !== 'string' || !Object.hasOwn(nodeTable, type)) throw invalid(path, 'node');
	const { profiles } = nodeTable[type as NodeName];
	if (!(profiles as readonly string[]).includes(walk.profile)) throw invalid(path, 'profile');
	return { type: type as NodeName, source: value };
}

/** The content of a node as it came. */
export function children(source: object, path: string, walk: Walk): unknown[] {
	const content = own(source, 'content') ?? [];
	if (!Array.isArray(content)) throw invalid(path, 'shape');
	const limit = walk.limits.nodes;
	if (content.length > limit) throw new DocumentProblem('document.too-long', { measure: 'nodes', limit });
	return content;
}

export function countNodes(walk: Walk, nodes: number): void {
	const limit = walk.limits.nodes;
	walk.nodes += nodes;
	if (walk.nodes > limit) throw new DocumentProblem('document.too-long', { measure: 'nodes', limit });
}

export function countText(walk: Walk, characters: number): void {
	const limit = walk.limits.characters;
	walk.characters += characters;
	if (walk.characters > limit) throw new DocumentProblem('document.too-long', { measure: 'characters', limit });
}
