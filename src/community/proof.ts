import type { Ctx } from '#platform/context/context.ts';

/** Which of these members bought what a conversation hangs under (`product:3`), as the ledger of orders says at this moment. */
export type Proof = (ctx: Ctx, subject: string, members: readonly number[]) => Promise<ReadonlySet<number>>;

let proof: Proof | null = null;

/** Says who knows that. Called once, by the composition root. */
export function offerProof(one: Proof): void {
	proof = one;
}

const nobody: ReadonlySet<number> = new Set();

/** Who of them bought it; nobody where nobody knows. */
export const boughtBy: Proof = async (ctx, subject, members) =>
	proof && members.length ? proof(ctx, subject, members) : nobody;
