import { findBuyersOf } from '#commerce/server/index.ts';
import { offerProof } from '#community/proof.ts';

/** Who knows what members bought here. */
offerProof(findBuyersOf);
