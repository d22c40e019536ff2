export const en = {
  views: 'Views',
  groups: { shared: 'For everybody', own: 'Mine' },
  none: 'Set filters, then save them as a view.',
  saveThis: 'Save this view…',
  manage: 'Arrange views…',
  saveTitle: 'Save this view',
  name: 'Name',
  share: 'For everybody in the workspace',
  save: 'Save',
  cancel: 'Cancel',
  saved: (name: string) => `View “${name}” saved`,
  goTo: (name: string) => `View: ${name}`,
};
