"""What the demonstration's pictures show: one function a scene, given a Painting and a variant from 0."""
