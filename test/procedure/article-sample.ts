/** An article in the layout in which such articles are found: headlines, paragraphs that are not indented, pictures. */
export const SAMPLE = `---
title: Start over with the smart plug
profile: amazon-smart-plug
start: unplugged
tags: [plug, reset]
---

# Start over with the Amazon Smart Plug

A plug that no longer listens can be brought back to how it left its box.

- It forgets the Wi-Fi network.

## How to do it

1. Give the plug power
Plug the smart socket into any wall outlet, as you see in the picture. Its status light winks red a few times, and
then either starts blinking blue or goes completely dark.

2. Push the Action button and keep it down
Locate the Action button (the red arrow points at it in figure 2). [REQ-7] Hold it down until the LED at the front
begins to flash red.

![The button](button.png)

At first you might see the LED flash red and blue. If so, keep pressing the button until the blue has stopped and all
you can see is a red blinking light.

3. Let go of the button once the lamp blinks nothing but red
Look for the lamp to start blinking red. There should be no blue in the blinking lamp.
As soon as you let go of the button, the lamp shines a steady red for a few seconds while the reset is under way.
At last the lamp starts to blink blue on and off (there is no red now), as pictured below.

4. That is all!
The reset has finished, and your plug is ready to be set up or sold.

Related posts to starting over

- Reset another plug
`;
