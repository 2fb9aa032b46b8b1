import { offerNetworks } from '#network/known-networks.ts';
import { practiceNetwork } from '#network/practice/practice-network.ts';

/** The networks of this product, one line each. Taking a line out switches a network off and breaks nothing else. */
offerNetworks([practiceNetwork()]);
