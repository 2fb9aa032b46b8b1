import { holds, type Actor } from '#platform/actor.ts';

/** Who may see orders: they name buyers. */
export const mayReadOrders = (actor: Actor): boolean => holds(actor, 'editor', 'analyst');

/** Who may report an order by hand or by the API. */
export const mayRecordOrder = (actor: Actor): boolean => holds(actor, 'editor');

/** Who may connect a shop and see its secret once. */
export const mayConnectShop = (actor: Actor): boolean => holds(actor);

/** Who may keep the list of products. */
export const mayKeepProducts = (actor: Actor): boolean => holds(actor, 'editor');

/** Orders of another house come home by the product itself only: a ledger is believed. */
export const mayBringOrders = (actor: Actor): boolean => actor.kind === 'system';
