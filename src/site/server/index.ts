export { readBrand, forgetBrand } from '#site/server/queries/read-brand.ts';
