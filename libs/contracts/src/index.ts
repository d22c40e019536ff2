export * from './x/foo.ts';
