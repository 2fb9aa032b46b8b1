export { readBrand, forgetBrand } from '#site/server/queries/read-brand.ts';
export { changeBrand, ChangeBrand } from '#site/server/commands/change-brand.ts';
export { offerSetup } from '#site/server/commands/offer-setup.ts';
export { finishSetup, checkSetup, FinishSetup } from '#site/server/commands/finish-setup.ts';
