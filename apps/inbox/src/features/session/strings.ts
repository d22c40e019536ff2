export const strings = {
  title: 'Sign in to Duet',
  email: 'E-mail',
  password: 'Password',
  signIn: 'Sign in',
  signingIn: 'Signing in…',
  noServer: 'The server cannot be reached.',
  tryAgain: 'Try again',
} as const;
