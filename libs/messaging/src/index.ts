import { foo, type Foo } from '@duet/contracts'; export const y: Foo = foo; console.log(y)
