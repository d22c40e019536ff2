export const en = {
  title: 'Sign in to Duet',
  email: 'E-mail',
  password: 'Password',
  signIn: 'Sign in',
  signingIn: 'Signing in…',
  welcome: 'Welcome to Duet',
  newPassword: 'Choose a password (8 characters or more)',
  setPassword: 'Set password and sign in',
};
