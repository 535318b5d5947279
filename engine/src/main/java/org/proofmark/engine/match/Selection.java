package org.proofmark.engine.match;

/** Picks by rank without sorting everything (Hoare's quickselect, 1961). */
final class Selection {
    private Selection() {}

    /**
     * The value that would stand at a place if all were sorted. Reorders the values.
     *
     * @param place from 0
     */
    static float smallest(float[] values, int place) {
        int low = 0;
        int high = values.length - 1;
        while (low < high) {
            float pivot = middle(values[low], values[(low + high) >>> 1], values[high]);
            int left = low;
            int right = high;
            while (left <= right) {
                while (values[left] < pivot) {
                    left++;
                }
                while (values[right] > pivot) {
                    right--;
                }
                if (left <= right) {
                    float value = values[left];
                    values[left++] = values[right];
                    values[right--] = value;
                }
            }
            if (place <= right) {
                high = right;
            } else if (place >= left) {
                low = left;
            } else {
                return values[place];
            }
        }
        return values[place];
    }

    private static float middle(float a, float b, float c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
