export const strings = {
  title: 'Sign in to Duet',
  email: 'E-mail',
  password: 'Password',
  signIn: 'Sign in',
  signingIn: 'Signing in…',
} as const;
