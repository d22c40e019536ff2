import { Check, Minus } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';

export function Menu(props: { trigger: ReactNode; onOpen?: () => void; children: ReactNode }) {
  const { trigger, onOpen, children } = props;
  return (
    <DropdownMenu.Root modal={false} onOpenChange={(isOpen) => isOpen && onOpen?.()}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) max-w-72 min-w-40 overflow-y-auto rounded-md bg-raised p-1 shadow-float"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

const entry =
  'flex min-h-8 items-center gap-2 rounded-sm px-2 outline-none select-none data-highlighted:bg-accent-soft data-highlighted:text-accent';

export function MenuItem({ onSelect, children }: { onSelect: () => void; children: ReactNode }) {
  return (
    <DropdownMenu.Item onSelect={onSelect} className={entry}>
      {children}
    </DropdownMenu.Item>
  );
}

export const MenuLabel = ({ children }: { children: ReactNode }) => (
  <DropdownMenu.Label className="px-2 py-1.5 text-xs text-muted">{children}</DropdownMenu.Label>
);

export const MenuLine = () => <DropdownMenu.Separator className="-mx-1 my-1 h-px bg-line" />;

/** Whether one of many is on; the menu stays open, so that several can be changed. */
export const MenuCheck = (props: {
  on: boolean | 'indeterminate';
  onChange: (on: boolean) => void;
  children: ReactNode;
}) => (
  <DropdownMenu.CheckboxItem
    checked={props.on}
    onCheckedChange={props.onChange}
    onSelect={(event) => event.preventDefault()}
    className={entry}
  >
    <span className="size-3.5">
      <DropdownMenu.ItemIndicator>
        {props.on === 'indeterminate' ? <Minus size={14} aria-hidden /> : <Check size={14} aria-hidden />}
      </DropdownMenu.ItemIndicator>
    </span>
    {props.children}
  </DropdownMenu.CheckboxItem>
);

/** One of a few, chosen in the menu itself. */
export function MenuChoice<Value extends string>(props: {
  name: string;
  value: Value;
  options: readonly (readonly [value: Value, label: string])[];
  onChange: (value: Value) => void;
}) {
  const { name, value, options, onChange } = props;
  return (
    <>
      <MenuLabel>{name}</MenuLabel>
      <DropdownMenu.RadioGroup
        aria-label={name}
        value={value}
        onValueChange={(next) => options.forEach(([one]) => one === next && onChange(one))}
      >
        {options.map(([one, label]) => (
          <DropdownMenu.RadioItem key={one} value={one} className={entry}>
            <span className="size-3.5">
              <DropdownMenu.ItemIndicator>
                <Check size={14} aria-hidden />
              </DropdownMenu.ItemIndicator>
            </span>
            {label}
          </DropdownMenu.RadioItem>
        ))}
      </DropdownMenu.RadioGroup>
    </>
  );
}
