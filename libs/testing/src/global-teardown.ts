/** Jest's `globalTeardown`; it asks for a default export. */
export { tearDown as default } from './global-setup.ts';
