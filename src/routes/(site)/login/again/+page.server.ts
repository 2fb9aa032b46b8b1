import { loadProof, proofActions } from '#web/proof-actions.ts';

export const load = loadProof;
export const actions = proofActions;
